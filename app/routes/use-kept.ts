import { useCallback, useEffect, useState } from "react";

/** A text that this browser keeps; where it may keep nothing it lasts as long as the page. */
export function useKept(name: string, initial: string): [string, (value: string) => void] {
  const [value, setValue] = useState(initial);
  useEffect(() => {
    setValue(read(name) ?? initial);
  }, [name, initial]);
  const keep = useCallback(
    (next: string) => {
      setValue(next);
      write(name, next);
    },
    [name],
  );
  return [value, keep];
}

/** A browser may refuse storage to an iframe by throwing. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // The choice then lasts as long as the page, which is what the caller was promised.
  }
}
