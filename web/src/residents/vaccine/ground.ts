import { answer } from "@/shared/api/answer";
import { say } from "@/shared/i18n";
import { useLoading, type Loading } from "@/shared/loading";
import { Refusal } from "@/shared/refusal";
import { api, type Schemas } from "../api";
import type { Choice } from "./desk";

export interface Ground {
  street: Schemas["StreetView"];
  vaccine: Schemas["VaccineView"];
}

/** What a form needs to know of the chosen session: its street with the notice and grids, its vaccine with the questions. */
export function useGround(choice: Choice | null): Loading<Ground | null> {
  return useLoading(() => (choice ? ground(choice) : Promise.resolve(null)));
}

async function ground({ street, session }: Choice): Promise<Ground> {
  const [found, vaccines] = await Promise.all([
    answer(api.GET("/v1/vaccine/streets/{street}", { params: { path: { street } } })),
    answer(api.GET("/v1/vaccine/vaccines")),
  ]);
  const vaccine = vaccines.find(({ id }) => id === session.vaccine);
  // A vaccine may have gone out of use since its session was chosen.
  if (!vaccine) throw new Refusal("vaccine.no_such_vaccine", say("vaccine.none"), { status: 404 });
  return { street: found, vaccine };
}
