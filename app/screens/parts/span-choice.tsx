import { Button, ButtonGroup } from "@shopify/polaris";

export interface SpanChoiceProps<Span extends string> {
  readonly spans: readonly Span[];
  readonly chosen: Span;
  readonly nameOf: (span: Span) => string;
  readonly onChoose: (span: Span) => void;
}

/** How far back a card looks. */
export function SpanChoice<Span extends string>(props: SpanChoiceProps<Span>) {
  const { spans, chosen, nameOf, onChoose } = props;
  return (
    <ButtonGroup variant="segmented">
      {spans.map((span) => (
        <Button
          key={span}
          size="slim"
          pressed={span === chosen}
          onClick={() => {
            onChoose(span);
          }}
        >
          {nameOf(span)}
        </Button>
      ))}
    </ButtonGroup>
  );
}
