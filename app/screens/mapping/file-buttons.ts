import { useRef } from "react";
import {
  checkMappingFile,
  type MappingFault,
  type MappingFile,
} from "../../domain/mapping/mapping-file.ts";
import { saveFile } from "../parts/save-file.ts";

export type Imported =
  { readonly file: MappingFile } | { readonly problems: readonly MappingFault[] };

/** Saves the mapping as a JSON file on the person's computer. */
export function exportFile(file: MappingFile, name: string): void {
  const called = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}-mapping.json`;
  saveFile(called, "application/json", JSON.stringify(file, null, 2));
}

/** Asks for a file and reads a mapping from it; what is wrong with it is said, and nothing of it taken. */
export function useImport(onRead: (imported: Imported) => void): () => void {
  const input = useRef<HTMLInputElement | null>(null);
  return () => {
    input.current ??= document.createElement("input");
    const element = input.current;
    element.type = "file";
    element.accept = "application/json,.json";
    element.value = "";
    element.onchange = () => {
      const [file] = element.files ?? [];
      if (file !== undefined) void file.text().then((text) => onRead(readFile(text)));
    };
    element.click();
  };
}

export function readFile(text: string): Imported {
  try {
    return checkMappingFile(JSON.parse(text));
  } catch {
    return {
      problems: [{ at: "", detail: "This file is no JSON; export a mapping to see the form." }],
    };
  }
}
