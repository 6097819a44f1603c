import { type LossFigures, lossRate } from "../../domain/reconciliation/loss.ts";
import { useShop } from "../shell/shop-context.tsx";

/** `2.5 %`; a dash where nothing changed. */
export function useShare(): (figures: LossFigures) => string {
  const { language } = useShop();
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  return (figures) => {
    const rate = lossRate(figures);
    return rate === null ? "–" : format.format(rate);
  };
}
