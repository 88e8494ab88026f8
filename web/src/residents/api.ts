import createClient from "openapi-fetch";
import { watch } from "vue";
import type { components, paths } from "@/shared/api/schema";
import { answer } from "@/shared/api/answer";
import { language } from "@/shared/preferences";
import { Refusal } from "@/shared/refusal";
import * as session from "./session";

export type Schemas = components["schemas"];

/** A token lives 15 minutes; one older than this is renewed before it is used. */
const RENEW_AFTER = 5 * 60_000;
const PATIENCE = 20_000;

export const api = createClient<paths>({ fetch: patient });

api.use({
  async onRequest({ request, schemaPath }) {
    request.headers.set("Accept-Language", language.value);
    if (!needsSession(schemaPath)) return;
    if (session.age() > RENEW_AFTER) await renew();
    request.headers.set("Authorization", `Bearer ${session.token()}`);
  },
});

let renewing: Promise<void> | null = null;

/** Renew the session; calls that come together share one renewal. */
export function renew(): Promise<void> {
  renewing ??= renewOnce().finally(() => (renewing = null));
  return renewing;
}

async function renewOnce(): Promise<void> {
  try {
    const body = { token: session.token() };
    session.renewed(await answer(api.POST("/v1/sessions/renewal", { body })));
  } catch (error) {
    // Anything but a clear no may pass; the call that needed the token decides.
    if (error instanceof Refusal && error.endsSession) throw error;
  }
}

/** Keep the session of somebody who types for long and calls nothing. */
export function keepAlive(): void {
  // An ended session shows when the form is sent; until then nobody is interrupted.
  if (session.signedIn.value && session.age() > RENEW_AFTER) renew().catch(() => undefined);
}

// Messages by SMS and mail follow the language of the page; if this fails, the next change tells it.
watch(language, (chosen) => {
  if (session.signedIn.value) answer(api.PUT("/v1/me/language", { body: { language: chosen } })).catch(() => undefined);
});

function needsSession(path: string): boolean {
  return session.signedIn.value && (path.startsWith("/v1/me/") || path.startsWith("/v1/lottery/"));
}

function patient(request: Request): Promise<Response> {
  return fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
}
