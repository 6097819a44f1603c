import type { ReactNode } from "react";

export interface TwoColumnsProps {
  /** What the page is for. */
  readonly main: ReactNode;
  /** What is known beside it; below it in a narrow window. */
  readonly aside: ReactNode;
}

/**
 * Two thirds and one third. The widths are those of the grid and not of what
 * is in it: a browser that has only received the first column already shows it
 * where it stays.
 */
export function TwoColumns({ main, aside }: TwoColumnsProps) {
  return (
    <div className="handoff-columns">
      <div>{main}</div>
      <div>{aside}</div>
    </div>
  );
}
