import { ActionList, Button, Popover, type PopoverPublicAPI } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Meaning } from "../../domain/mapping/status-rows.ts";
import { MEANINGS } from "../../domain/mapping/status-rows.ts";
import { type EffectRules, useEffectWords, useMeaningName } from "./effect-words.ts";

export interface MeaningPickerProps {
  /** The status, for a screen reader. */
  readonly status: string;
  readonly meaning: Meaning | "";
  readonly rules: EffectRules;
  readonly isDisabled: boolean;
  /** An empty meaning takes the status off the map. */
  readonly onChoose: (meaning: Meaning | "") => void;
}

/** A button that says what the status means, with a list of what each choice does in Shopify. */
export function MeaningPicker(props: MeaningPickerProps) {
  const { status, meaning, isDisabled } = props;
  const { t } = useTranslation();
  const nameOf = useMeaningName();
  const [isOpen, setOpen] = useState(false);
  const popover = useRef<PopoverPublicAPI>(null);
  const name = meaning === "" ? t("statuses.choose") : nameOf(meaning);
  const activator = (
    <Button
      disclosure
      disabled={isDisabled}
      variant={meaning === "" ? "primary" : "secondary"}
      accessibilityLabel={t("statuses.pickerLabel", { status, meaning: name })}
      onClick={() => {
        setOpen(!isOpen);
      }}
    >
      {name}
    </Button>
  );
  return (
    <Popover
      ref={popover}
      active={isOpen}
      // So that the arrow keys count at once.
      autofocusTarget="first-node"
      activator={activator}
      onClose={() => {
        setOpen(false);
      }}
      preferredAlignment="left"
      fluidContent
    >
      <Popover.Pane height="22rem">
        <Choices
          {...props}
          onClose={() => {
            // Gives the focus back to the button, too.
            popover.current?.close();
          }}
        />
      </Popover.Pane>
    </Popover>
  );
}

function Choices(props: MeaningPickerProps & { readonly onClose: () => void }) {
  const { meaning, rules, onChoose, onClose } = props;
  const { t } = useTranslation();
  const nameOf = useMeaningName();
  const wordsOf = useEffectWords(rules);
  const choose = (chosen: Meaning | "") => () => {
    onClose();
    onChoose(chosen);
  };
  const items = MEANINGS.map((choice) => {
    const { effect, notice } = wordsOf(choice);
    return {
      content: nameOf(choice),
      helpText: `${effect} ${notice}`,
      active: choice === meaning,
      onAction: choose(choice),
    };
  });
  const none = {
    content: t("statuses.unmapped"),
    helpText: t("statuses.unmappedEffect"),
    active: meaning === "",
    onAction: choose(""),
  };
  return (
    <div className="handoff-choices">
      <ActionList actionRole="menuitem" items={[...items, none]} />
    </div>
  );
}
