import { answer } from "@/shared/api/answer";
import { useLoading, type Loading } from "@/shared/loading";
import { api, type Schemas } from "../../api";

export type Notice = Schemas["NoticeView"];
export type Wording = Schemas["NoticeWording"];
export type NoticeText = Schemas["NoticeTextView"];

/** What a wording may leave open, to be each person's own. */
export const PLACEHOLDERS = ["name", "number", "vaccine", "dose", "day", "start", "end", "site"].map((name) => `{${name}}`);

export const KIND = { gathering: "info", ready: "warning", sending: "primary", sent: "success", stopped: "info", refused: "danger", failed: "danger" } as const;

/** Tell whether a notice becomes another without anybody's doing. */
export const moves = ({ state, written, delivered, failed }: Notice): boolean => state === "gathering" || state === "sending" || (state === "sent" && delivered + failed < written);

const MOST = 100;

/** The wordings (模板) in use, and those that wait for their review. */
export function useNoticeTexts(): Loading<NoticeText[]> {
  return useLoading(async () => (await answer(api.GET("/v1/staff/vaccine/notice-texts", { params: { query: { limit: MOST } } }))).items);
}
