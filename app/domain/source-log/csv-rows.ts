/** The rows of a CSV text with commas or semicolons; quoted cells may hold anything. Empty rows are left out. */
export function csvRows(text: string): readonly (readonly string[])[] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = () => {
    row.push(cell);
    cell = "";
    if (row.some((one) => one !== "")) rows.push(row);
    row = [];
  };
  for (let place = 0; place < text.length; place += 1) {
    const mark = text[place] ?? "";
    if (isQuoted) {
      if (mark !== '"') cell += mark;
      else if (text[place + 1] === '"') {
        cell += mark;
        place += 1;
      } else isQuoted = false;
    } else if (mark === '"') isQuoted = true;
    else if (mark === separator) {
      row.push(cell);
      cell = "";
    } else if (mark === "\n") endRow();
    else if (mark !== "\r") cell += mark;
  }
  endRow();
  return rows;
}

function separatorOf(text: string): string {
  const [header = ""] = text.split("\n", 1);
  return header.includes(";") && !header.includes(",") ? ";" : ",";
}
