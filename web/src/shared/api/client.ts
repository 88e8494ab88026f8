import createClient, { type Client } from "openapi-fetch";
import { randomId } from "../idempotency";
import { language } from "../preferences";
import { Refusal } from "../refusal";
import type { Opened, Session } from "../session";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
export type Api = Client<paths>;

/** A token lives 15 minutes; one older than this is renewed before it is used. */
const RENEW_AFTER = 5 * 60_000;
const PATIENCE = 20_000;
/** What the logs know this visit by, from its calls to the messages that they caused. */
const VISIT = randomId();

/** How a site's calls are signed: which of them, and how their session is prolonged. */
export interface Signing {
  session: Session;
  needsSession(path: string, method: string): boolean;
  renew(api: Api, body: { token: string }): Promise<Opened>;
}

export interface SignedApi {
  api: Api;
  /** Keep the session of somebody who types for long and calls nothing. */
  keepAlive(): void;
}

/** The API in the page's language, with the session of whoever is signed in. */
export function signedApi({ session, needsSession, renew: prolong }: Signing): SignedApi {
  const api = createClient<paths>({ fetch: patient });
  let renewing: Promise<void> | null = null;

  // Calls that come together share one renewal.
  function renew(): Promise<void> {
    renewing ??= renewOnce().finally(() => (renewing = null));
    return renewing;
  }
  async function renewOnce(): Promise<void> {
    try {
      session.renewed(await prolong(api, { token: session.token() }));
    } catch (error) {
      // Anything but a clear no may pass; the call that needed the token decides.
      if (error instanceof Refusal && error.endsSession) throw error;
    }
  }
  function keepAlive(): void {
    // An ended session shows when the form is sent; until then nobody is interrupted.
    if (session.signedIn.value && session.age() > RENEW_AFTER) renew().catch(() => undefined);
  }
  api.use({
    async onRequest({ request, schemaPath }) {
      request.headers.set("X-Correlation-Id", VISIT);
      if (!request.headers.has("Accept-Language")) request.headers.set("Accept-Language", language.value);
      if (!session.signedIn.value || !needsSession(schemaPath, request.method)) return;
      if (session.age() > RENEW_AFTER) await renew();
      request.headers.set("Authorization", `Bearer ${session.token()}`);
    },
  });
  return { api, keepAlive };
}

function patient(request: Request): Promise<Response> {
  return fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
}
