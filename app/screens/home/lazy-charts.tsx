import { SkeletonBodyText } from "@shopify/polaris";
import { lazy, Suspense, useEffect, useState } from "react";
import type { HistoryView } from "./view.ts";

const Charts = lazy(() => import("./history-charts.tsx"));

/** The charts, loaded once the page stands; their room is kept, so that nothing moves. */
export function LazyCharts({ history }: { readonly history: HistoryView }) {
  const [isInBrowser, setInBrowser] = useState(false);
  useEffect(() => {
    setInBrowser(true);
  }, []);
  const outline = <SkeletonBodyText lines={8} />;
  return (
    <div className="handoff-charts">
      {isInBrowser ? (
        <Suspense fallback={outline}>
          <Charts history={history} />
        </Suspense>
      ) : (
        outline
      )}
    </div>
  );
}
