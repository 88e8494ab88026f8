import { useI18n } from "vue-i18n";
import type { Schemas } from "../../api";
import { usePolicyWords } from "./policy-words";

/** What the audit log's names of actions, subjects and details are called on the page. */
export function useAuditWords() {
  const { t, te } = useI18n();
  const policies = usePolicyWords();
  const known = (key: string, otherwise: string): string => (te(key) ? t(key) : otherwise);

  /** An action is `menu.button`, or one of the few that no button stands for. */
  function action(name: string): string {
    const [menu = "", button = ""] = name.split(".");
    const deed = known(`audit.action.${button}`, known(`term.button.${button}`, button));
    return `${known(`term.menu.${menu}`, menu)} · ${deed}`;
  }

  /** A subject is `kind:id`. */
  function subject(name: string): string {
    const [kind = "", ...id] = name.split(":");
    if (kind === "policy") return `${t("audit.kind.policy")} ${policies.title(id.join(":"))}`;
    return `${known(`audit.kind.${kind}`, kind)} ${id.join(":")}`;
  }

  const detail = (name: string): string => known(`audit.detail.${name}`, name.replaceAll("_", " "));

  function value(shown: unknown): string {
    if (Array.isArray(shown)) return shown.map(value).join(t("app.and"));
    if (typeof shown === "object" && shown !== null) return Object.entries(shown).map(([name, each]) => `${detail(name)} ${value(each)}`).join(t("app.and"));
    if (typeof shown === "boolean") return t(shown ? "policy.on" : "policy.off");
    const text = String(shown ?? "");
    return known(`look.${text}`, known(`audit.value.${text}`, text));
  }
  /** Return what an entry tells beyond who, what and when. */
  function details(entry: Schemas["AuditView"]): { label: string; text: string }[] {
    const [kind, id = ""] = entry.subject.split(":");
    const shown = (name: string, each: unknown): string =>
      kind === "policy" && name === "fields" && Array.isArray(each) ? each.map((field) => policies.label(id, String(field))).join(t("app.and")) : value(each);
    return Object.entries(entry.details as Record<string, unknown>)
      .map(([name, each]) => ({ label: detail(name), text: shown(name, each) }))
      .filter(({ text }) => text);
  }
  return { action, subject, details, value };
}
