/** The day of a period, such as 2022-07-13 of 20220713. */
export function dayOf(period: string): string {
  return `${period.slice(0, 4)}-${period.slice(4, 6)}-${period.slice(6)}`;
}

/** The dates after the day of a period, so many of them. */
export function datesOf(period: string, count: number): string[] {
  const noon = Date.parse(`${dayOf(period)}T12:00:00Z`);
  return Array.from({ length: count }, (_, index) => new Date(noon + (index + 1) * 86_400_000).toISOString().slice(0, 10));
}
