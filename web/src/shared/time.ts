import { language, type Language } from "./preferences";

const ZONE = "Asia/Shanghai";
const LOCALE: Record<Language, string> = { "zh-Hans": "zh-Hans-CN", "zh-Hant": "zh-Hant-HK", en: "en-GB", pt: "pt-PT" };

function formatted(instant: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE[language.value], { timeZone: ZONE, hourCycle: "h23", ...options }).format(instant);
}

/** A calendar date (YYYY-MM-DD) in words, such as 2022年7月14日. */
export function day(date: string): string {
  return formatted(noon(date), { year: "numeric", month: isChinese() ? "long" : "short", day: "numeric" });
}

/** A calendar date without its year, such as 7月14日. */
export function monthDay(date: string): string {
  return formatted(noon(date), { month: isChinese() ? "long" : "short", day: "numeric" });
}

/** A month (YYYY-MM) in words, such as 2022年7月. */
export function month(name: string): string {
  return formatted(noon(`${name}-01`), { year: "numeric", month: "long" });
}

export function weekday(date: string): string {
  return formatted(noon(date), { weekday: "short" });
}

/** A calendar date with its weekday, such as 2022年7月14日 周四. */
export function dayOfWeek(date: string): string {
  return isChinese() ? `${day(date)} ${weekday(date)}` : `${weekday(date)}, ${day(date)}`;
}

function isChinese(): boolean {
  return language.value.startsWith("zh");
}

function noon(date: string): Date {
  return new Date(`${date}T12:00:00+08:00`);
}

/** Hours and minutes of an instant in Shanghai. */
export function clock(instant: string): string {
  return formatted(new Date(instant), { hour: "2-digit", minute: "2-digit" });
}

/** Date, hours and minutes of an instant in Shanghai. */
export function moment(instant: string): string {
  return `${day(localDate(new Date(instant)))} ${clock(instant)}`;
}

/** Hours, minutes and seconds in Shanghai. */
export function seconds(instant: Date): string {
  return formatted(instant, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** The date in Shanghai as YYYY-MM-DD. */
export function localDate(instant: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(instant);
}

/** The date (YYYY-MM-DD) so many days after another one. */
export function dateAfter(date: string, days: number): string {
  return localDate(new Date(noon(date).getTime() + days * 86_400_000));
}

/** A share of one in percent, with a decimal where it is small. */
export function percent(share: number): string {
  const digits = share < 0.1 && share > 0 ? 1 : 0;
  return new Intl.NumberFormat(LOCALE[language.value], { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share);
}

/** A number with separators. */
export function count(value: number): string {
  return new Intl.NumberFormat(LOCALE[language.value]).format(value);
}
