process.stderr.write("the disk is on fire\n");
process.exitCode = 1;
