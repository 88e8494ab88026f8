/** What is ticked by whom none of several things applies to. */
export const NONE = "NONE";

/** Return nothing ticked as an empty text, which `requireFields` refuses. */
export const chosen = (ticks: string[]): string => ticks.join();

/** Return what is ticked, as the server takes it. */
export const ticked = <T extends string>(ticks: string[]): T[] => ticks.filter((each) => each !== NONE) as T[];

/** Return a form's fields by the names that they have inside of another one. */
export const within = <T>(outer: string, fields: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${outer}.${name}`, value]));
