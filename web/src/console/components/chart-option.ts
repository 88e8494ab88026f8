import type { EChartsCoreOption } from "echarts/core";

/** One row of figures, drawn as bars or a line; those with the same `stack` stand on each other. */
export interface Series {
  name: string;
  values: readonly (number | null)[];
  line?: boolean;
  stack?: string;
  /** Its own, where the series is named after a colour. */
  colour?: string;
}

/** What a figure shows: a value of each series for each label. */
export interface Figures {
  labels: readonly string[];
  series: readonly Series[];
}

/** Apart for every kind of colour vision; each passes 3:1 on white. */
const COLOURS = ["#0b57d0", "#186f31", "#b3261e", "#80868f", "#8a4b00"];

/** Light lines and dots, each of its own kind; the first is plain. */
const DECALS = [
  { color: "transparent" },
  { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4, color: "rgb(255 255 255 / 45%)" },
  { symbol: "circle", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.6, color: "rgb(255 255 255 / 60%)" },
  { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 2, color: "rgb(255 255 255 / 45%)" },
];

const SIZE = 13;
const LEGEND = { itemWidth: 16, itemGap: 8 };
const LINE = 24;
/** Pixels between a sign of the legend and its name. */
const GAP = 5;

/** Return the rows that a legend of this width takes; ECharts does not tell, and draws its axis over the second. */
function rowsOf(names: readonly string[], width: number, font: string): number {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen || names.length < 2) return 0;
  pen.font = `${SIZE}px ${font}`;
  let [rows, used] = [1, 0];
  for (const name of names) {
    const wide = LEGEND.itemWidth + GAP + pen.measureText(name).width + LEGEND.itemGap;
    if (used > 0 && used + wide > width) [rows, used] = [rows + 1, 0];
    used += wide;
  }
  return rows;
}

const isWhole = (value: number | null): boolean => Number.isInteger(value ?? 0);

/** How ECharts draws figures so many pixels wide; `say` writes a value as the table beside the chart does. */
export function optionOf({ labels, series }: Figures, say: (value: number) => string, font: string, width: number): EChartsCoreOption {
  const rows = rowsOf(series.map(({ name }) => name), width, font);
  return {
    color: COLOURS,
    textStyle: { fontFamily: font, fontSize: SIZE },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    // Patterns besides colours.
    aria: { enabled: true, label: { enabled: false }, decal: { show: series.length > 1, decals: DECALS } },
    grid: { left: 8, right: 8, top: 16 + rows * LINE, bottom: 8, containLabel: true },
    legend: { show: series.length > 1, top: 0, left: 0, ...LEGEND, textStyle: { fontSize: SIZE, lineHeight: LINE - LEGEND.itemGap } },
    // As HTML it would bring style attributes, which the content security policy forbids.
    tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: (value: unknown) => (typeof value === "number" ? say(value) : "–") },
    xAxis: { type: "category", data: [...labels], axisTick: { show: false } },
    yAxis: { type: "value", minInterval: series.every(({ values }) => values.every(isWhole)) ? 1 : 0, axisLabel: { formatter: say } },
    series: series.map(({ name, values, line, stack, colour }) => ({ name, type: line ? "line" : "bar", data: [...values], barMaxWidth: 28, symbolSize: 7, ...(stack && { stack }), ...(colour && { itemStyle: { color: colour } }) })),
  };
}
