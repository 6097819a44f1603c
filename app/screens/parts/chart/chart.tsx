import { BlockStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { ResponsiveContainer } from "recharts";

const HEIGHT = 200;

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
}

export interface ChartProps {
  readonly title: string;
  readonly legend: readonly LegendEntry[];
  /** A chart of recharts. */
  readonly children: ReactNode;
}

/** A chart under its title, with a legend. Only what is loaded lazily may import it: recharts is heavy. */
export function Chart({ title, legend, children }: ChartProps) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        {children}
      </ResponsiveContainer>
      <ul className="handoff-legend">
        {legend.map(({ name, colour }) => (
          <li key={name}>
            <span className="handoff-legend-mark" style={{ background: colour }} />
            <Text as="span" variant="bodySm">
              {name}
            </Text>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}
