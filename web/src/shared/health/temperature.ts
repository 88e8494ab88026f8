import { say } from "../i18n";

/** Return what somebody typed, in °C. */
export const celsius = (text: string): number => Number(text.replace(/[,，。]/, ".").replace(/℃|°C/i, ""));

/** Return why a temperature can't be one, by field; nothing where it can or is empty. */
export function temperatureFaults(text: string): Record<string, string> {
  const degrees = celsius(text);
  return !text || (degrees >= 30 && degrees <= 45) ? {} : { temperature: say("healthcode.temperature_fault") };
}
