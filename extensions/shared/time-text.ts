/** How the reader writes times. */
export interface TimeStyle {
  /** A BCP 47 tag. */
  readonly language: string;
  /** An IANA name; the reader's own machine's where left out. */
  readonly timeZone?: string | undefined;
}

/** A moment in the reader's language and zone; one that is none is shown as it is. */
export function timeText(instant: string, { language, timeZone }: TimeStyle): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const style = { dateStyle: "medium", timeStyle: "short" } as const;
  try {
    return new Intl.DateTimeFormat(language, { ...style, timeZone }).format(date);
  } catch {
    return new Intl.DateTimeFormat(undefined, style).format(date);
  }
}
