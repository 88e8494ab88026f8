import type { components } from "./api/schema";

export type Problem = components["schemas"]["Problem"];

interface More {
  status?: number;
  faults?: Record<string, string>;
  details?: Record<string, unknown>;
  retryAfter?: number;
}

/** Why something was not done: what the server said, or that it could not be reached (`code` "offline"). */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  /** Sentences by field, as JSON path. */
  readonly faults: Readonly<Record<string, string>>;
  /** The refusal's own values, as its error code has them. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Seconds after which another try makes sense, 0 for none. */
  readonly retryAfter: number;

  constructor(code: string, detail: string, more: More = {}) {
    super(detail);
    this.code = code;
    this.status = more.status ?? 0;
    this.faults = more.faults ?? {};
    this.details = more.details ?? {};
    this.retryAfter = more.retryAfter ?? 0;
  }

  /** The server never said anything, so that nobody knows whether it was done. */
  get unknown(): boolean {
    return this.code === "offline" || this.status >= 500;
  }

  /** The captcha of the refused call was not looked at and is still good. */
  get sparesCaptcha(): boolean {
    return ["offline", "invalid_input", "rate_limited"].includes(this.code);
  }

  get endsSession(): boolean {
    return this.code === "session_ended" || this.code === "sign_in_required";
  }
}

/** Return the refusal in a problem document; what is none is an unexpected answer. */
export function refusalOf(response: Response, body: unknown): Refusal {
  const problem = body as Partial<Problem> | undefined;
  const retryAfter = Number(response.headers.get("Retry-After")) || 0;
  if (!problem?.code) return new Refusal("unexpected", "", { status: response.status, retryAfter });
  const faults = Object.fromEntries((problem.fields ?? []).map((each) => [each.field, each.detail]));
  return new Refusal(problem.code, problem.detail ?? "", { status: response.status, faults, details: problem.details ?? {}, retryAfter });
}
