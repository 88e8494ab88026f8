import { watch } from "vue";
import { answer } from "@/shared/api/answer";
import { signedApi } from "@/shared/api/client";
import { language } from "@/shared/preferences";
import { session } from "./session";

export type { Schemas } from "@/shared/api/client";

/** What is asked of one's own; a public page opens to somebody whose session has ended, too. */
const OWN = /^\/v1\/(me\/|places|organisations|lottery\/standby-offers\/)|\/(eligibility|application)$/;

export const { api, keepAlive } = signedApi({
  session,
  needsSession: (path) => OWN.test(path),
  renew: (api, body) => answer(api.POST("/v1/sessions/renewal", { body })),
});

// Messages by SMS and mail follow the language of the page; if this fails, the next change tells it.
watch(language, (chosen) => {
  if (session.signedIn.value) answer(api.PUT("/v1/me/language", { body: { language: chosen } })).catch(() => undefined);
});
