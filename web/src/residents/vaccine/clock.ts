let ahead = -Infinity;

/** Learn from an instant at which the server said something; the latest by this device's clock is nearest the truth. */
export function hear(instant: string): void {
  ahead = Math.max(ahead, Date.parse(instant) - Date.now());
}

/** Now by the server's clock, as far as it was heard: a device may be set to any. */
export function now(): Date {
  return new Date(Date.now() + (Number.isFinite(ahead) ? ahead : 0));
}
