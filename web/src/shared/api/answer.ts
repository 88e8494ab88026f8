import { Refusal, refusalOf } from "../refusal";

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Return what a call to the API answered; throws a Refusal for anything else. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("offline", "");
  }
  if (!outcome.response.ok) throw refusalOf(outcome.response, outcome.error);
  return outcome.data as T;
}
