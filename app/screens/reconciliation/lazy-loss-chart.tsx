import { SkeletonBodyText } from "@shopify/polaris";
import { lazy, Suspense, useEffect, useState } from "react";
import type { LossView } from "./view.ts";

const Chart = lazy(() => import("./loss-chart.tsx"));

/** The chart, loaded once the page stands. */
export function LazyLossChart({ loss }: { readonly loss: LossView }) {
  const [isInBrowser, setInBrowser] = useState(false);
  useEffect(() => {
    setInBrowser(true);
  }, []);
  const outline = <SkeletonBodyText lines={8} />;
  return isInBrowser ? (
    <Suspense fallback={outline}>
      <Chart loss={loss} />
    </Suspense>
  ) : (
    outline
  );
}
