const AHEAD = 8 * 3_600_000;

/** An instant as a field of type datetime-local shows it in Shanghai, to the minute. */
export function fieldOf(instant: string): string {
  return new Date(Date.parse(instant) + AHEAD).toISOString().slice(0, 16);
}

/** The instant that such a field says. */
export function instantOf(field: string): string {
  return new Date(`${field}:00+08:00`).toISOString();
}
