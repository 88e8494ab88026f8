/** Where another region's page leads travellers; the token stands behind `#`, which no server ever sees. */
export const ARRIVE = "/exchange/arrive";

const FRAGMENT = /#token=([\w.-]{1,4000})$/;

let hidden = "";

/** Take the token out of the address, before anybody can see, copy or send it. */
export function hideToken(): void {
  const token = location.pathname === ARRIVE ? tokenIn(location.hash) : "";
  if (!token) return;
  hidden = token;
  history.replaceState(history.state, "", location.pathname);
}

/** The token that the address held; once. */
export function takeToken(): string {
  const token = hidden;
  hidden = "";
  return token;
}

/** The token in a link, or in a QR code that says one; nothing where there is none. */
export const tokenIn = (text: string): string => FRAGMENT.exec(text.trim())?.[1] ?? "";
