/** How every chart's axes look. */
export const AXIS = {
  stroke: "var(--p-color-border)",
  tick: { fill: "var(--p-color-text-secondary)" },
  fontSize: 11,
} as const;

/** Axes of time leave room between their ticks. */
export const TIME_AXIS = { ...AXIS, minTickGap: 24 } as const;

/** Lines behind the bars, one for each tick of the upright axis. */
export const GRID = { vertical: false, stroke: "var(--p-color-border-secondary)" } as const;

/** The box with an hour's figures, in the order of the legend. */
export const TOOLTIP = {
  contentStyle: {
    background: "var(--p-color-bg-surface)",
    border: "1px solid var(--p-color-border)",
    borderRadius: "var(--p-border-radius-200)",
    fontSize: "0.75rem",
  },
  itemStyle: { color: "var(--p-color-text)", padding: 0 },
  itemSorter: () => 0,
  cursor: { fill: "var(--p-color-bg-surface-hover)" },
  isAnimationActive: false,
} as const;
