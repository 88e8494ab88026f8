import { answer } from "@/shared/api/answer";
import { signedApi } from "@/shared/api/client";
import { session } from "./session";

export type { Schemas } from "@/shared/api/client";

export const { api, keepAlive } = signedApi({
  session,
  needsSession: (path, method) => path.startsWith("/v1/staff/") && !(method === "POST" && path.startsWith("/v1/staff/sessions")),
  renew: (api, body) => answer(api.POST("/v1/staff/sessions/renewal", { body })),
});
