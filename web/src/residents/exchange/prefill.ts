import { answer } from "@/shared/api/answer";
import { api } from "../api";
import type { HandOverDraft } from "./forms";

/** What is known of a person in full: of others than the account's holder the kind of document only. */
export async function known(person: string): Promise<Partial<HandOverDraft>> {
  const found = await answer(api.GET("/v1/me/health/people/{person}", { params: { path: { person } } }));
  return { ...(found.own ? await own() : {}), document_type: found.document_type };
}

async function own(): Promise<Partial<HandOverDraft>> {
  const [home, profile] = await Promise.allSettled([answer(api.GET("/v1/me/home")), answer(api.GET("/v1/me/profile"))]);
  const document = home.status === "fulfilled" ? home.value.document : null;
  const filled = profile.status === "fulfilled" ? profile.value : null;
  return {
    ...(document ? { number: document.number } : {}),
    ...(filled ? { name: filled.person.name, birth_date: filled.person.born, phone: filled.hong_kong_mobile || filled.mainland_mobile } : {}),
  };
}
