import type { Group } from "./form";
import { say } from "./i18n";
import { language } from "./preferences";

/** The four whose residents have documents of their own kind. */
const HOME = ["CN", "HK", "MO", "TW"];

/** Every other officially assigned code of ISO 3166-1 alpha-2, as functions/auth/nationalities.py has them. */
const FOREIGN = `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
  BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG
  EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HM HN HR
  HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK
  LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF
  NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
  SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
  TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`
  .trim()
  .split(/\s+/);

/** The name of a nationality or region in the page's language. */
export function nationality(code: string): string {
  return HOME.includes(code) ? say(`nationality.${code}`) : (names().of(code) ?? code);
}

/** Everything that may be chosen: the four home regions, then the others by name. */
export function nationalities(): Group[] {
  const options = (codes: string[]) => codes.map((value) => ({ value, label: nationality(value) }));
  const order = new Intl.Collator(language.value);
  return [
    { label: say("nationality.home"), options: options(HOME) },
    { label: say("nationality.foreign"), options: options(FOREIGN).sort((a, b) => order.compare(a.label, b.label)) },
  ];
}

function names(): Intl.DisplayNames {
  return new Intl.DisplayNames(language.value, { type: "region" });
}
