import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Fact } from "../../domain/diagnosis/verdict.ts";
import { en } from "../i18n/en/index.ts";
import { formatTime } from "../i18n/format-time.ts";
import { fulfillmentStatusName } from "../parts/fulfillment-status.tsx";
import { isIn, readable, useReasonTitle, useRejection } from "../parts/reason.ts";
import { useSaid } from "../parts/use-said.ts";
import { useShop } from "../shell/shop-context.tsx";

type Values = Fact["values"];

const { words, sources } = en;

/** One link of the chain of evidence as a sentence, with its time in the shop's zone. */
export function useFactSentence(): (fact: Fact) => string {
  const { t } = useTranslation();
  const shop = useShop();
  const sentenceOf = useSentence();
  return (fact) => {
    const sentence = sentenceOf(fact).trim();
    if (fact.at === null) return sentence;
    return t("verdicts.fact.at", { time: formatTime(fact.at, shop), sentence });
  };
}

function useSentence(): (fact: Fact) => string {
  const { t } = useTranslation();
  const standing = useStanding();
  const rejection = useRejection();
  const sent = useSent();
  const via = useVia();
  return ({ code, values }) => {
    switch (code) {
      case "source_said":
        return t("verdicts.fact.source_said", {
          source: of(values, "source"),
          status: of(values, "status"),
        });
      case "learnt_by_polling":
        return of(values, "via") === "poll"
          ? t("verdicts.fact.learnt_by_polling", { status: of(values, "status") })
          : t("verdicts.fact.learnt_otherwise", { status: of(values, "status"), via: via(values) });
      case "learnt_by_webhook":
        return t("verdicts.fact.learnt_by_webhook", {
          status: of(values, "status"),
          via: via(values),
        });
      case "no_message":
      case "never_pushed": {
        const status = of(values, "status");
        return t(`verdicts.fact.${code}`, {
          status: status === "" ? t("verdicts.fact.this_event") : status,
        });
      }
      case "message_stands":
      case "blocked":
      case "intent_stands":
        return standing(code, values);
      case "source_sent":
        return sent(values);
      case "refused_at_door":
        return t("verdicts.fact.refused_at_door", { reason: rejection(of(values, "code")).title });
      case "registered_elsewhere":
        return registered(t, values);
      case "refund_differs":
        return t(`verdicts.fact.refund_differs${of(values, "side") === "erp" ? "_erp" : ""}`);
      case "put_off":
        return t("verdicts.fact.put_off", { tries: of(values, "tries") });
      case "storefront_shows":
        return t("verdicts.fact.storefront_shows", {
          status: fulfillmentStatusName(t, of(values, "status")),
        });
      case "endpoint_is":
        return endpointState(t, of(values, "state"));
      case "duplicate_came":
      case "gateway_took":
      case "gateway_did_not_pass_on":
      case "built_otherwise":
        return t(`verdicts.fact.${code}`);
    }
  };
}

function endpointState(t: TFunction, state: string): string {
  return t("verdicts.fact.endpoint_is", {
    state: isIn(sources.state, state) ? t(`sources.state.${state}`) : readable(state),
  });
}

function registered(t: TFunction, values: Values): string {
  const [there, ours] = [of(values, "registered"), of(values, "ours")];
  return there === ""
    ? t("verdicts.fact.registered_nowhere", { ours })
    : t("verdicts.fact.registered_elsewhere", { registered: there, ours });
}

/** What stands still, and at what. */
function useStanding(): (
  code: "message_stands" | "blocked" | "intent_stands",
  values: Values,
) => string {
  const { t } = useTranslation();
  const said = useSaid();
  const title = useReasonTitle();
  return (code, values) => {
    const { state = "", kind = "", code: reason = "", detail = "" } = values;
    switch (code) {
      case "message_stands":
        return t("verdicts.fact.message_stands", {
          state: isIn(words.state, state) ? t(`words.state.${state}`) : readable(state),
          detail: detail === "" ? `${title(reason)}.` : said(detail),
        });
      case "blocked":
        return t("verdicts.fact.blocked", { block: title(reason), detail: said(detail) });
      case "intent_stands":
        return t("verdicts.fact.intent_stands", {
          step: isIn(words.step, kind) ? t(`words.step.${kind}`) : readable(kind),
          state: isIn(words.intentState, state) ? t(`words.intentState.${state}`) : readable(state),
          detail: said(detail),
        });
    }
  };
}

/** A line of the source's own log. */
function useSent(): (values: Values) => string {
  const { t } = useTranslation();
  return (values) => {
    const { event = "", url = "", answer = "none", seconds = "" } = values;
    const how = answer === "none" ? "unanswered" : "answered";
    const key = seconds === "" ? how : (`${how}_after` as const);
    const answered = t(`verdicts.fact.${key}`, { answer, seconds });
    return t(url === "" ? "verdicts.fact.source_sent" : "verdicts.fact.source_sent_to", {
      event,
      url,
      answer: answered,
    });
  };
}

function useVia(): (values: Values) => string {
  const { t } = useTranslation();
  return (values) => {
    const via = of(values, "via");
    return isIn(words.via, via) ? t(`words.via.${via}`) : readable(via);
  };
}

function of(values: Values, name: string): string {
  return values[name] ?? "";
}
