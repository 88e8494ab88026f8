import { useRoute } from "vue-router";
import { answer } from "@/shared/api/answer";
import { say } from "@/shared/i18n";
import { useLoading, type Loading } from "@/shared/loading";
import { Refusal } from "@/shared/refusal";
import { api, type Schemas } from "../api";

interface Choice extends Loading<Schemas["ChoiceView"]> {
  person: string;
  partner: string;
}

/** The region that the address names, with what keeps its person from going there now. */
export function useChoice(): Choice {
  const { params } = useRoute();
  const [person, partner] = [String(params.person), String(params.partner)];
  async function fetch(): Promise<Schemas["ChoiceView"]> {
    const choices = await answer(api.GET("/v1/me/health/people/{person}/exchange/partners", { params: { path: { person } } }));
    const found = choices.find((each) => each.partner === partner);
    if (!found) throw new Refusal("exchange.no_such_partner", say("exchange.not_offered"), { status: 404 });
    return found;
  }
  return { person, partner, ...useLoading(fetch) };
}
