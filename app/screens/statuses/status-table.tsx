import { Box, InlineStack, Pagination } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EditedLine } from "../../domain/mapping/status-lines.ts";
import { NothingFound } from "../parts/nothing-yet.tsx";
import { StatusTableRow, type StatusRowProps } from "./status-table-row.tsx";

export interface StatusTableProps extends Omit<StatusRowProps, "line"> {
  readonly lines: readonly EditedLine[];
  readonly onClear: () => void;
}

/** More rows at once would make each keystroke of the search slow. */
const PAGE = 50;

/** The statuses, fifty at a time. */
export function StatusTable({ lines, onClear, ...row }: StatusTableProps) {
  const { t } = useTranslation();
  const [start, setStart] = useState(0);
  const first = start < lines.length ? start : 0;
  if (lines.length === 0) {
    return (
      <NothingFound
        title={t("statuses.noMatch.title")}
        body={t("statuses.noMatch.body")}
        action={t("statuses.noMatch.action")}
        onAction={onClear}
      />
    );
  }
  return (
    <>
      <table className="handoff-statuses">
        <thead>
          <tr>
            <th scope="col">{t("statuses.column.status")}</th>
            <th scope="col">{t("statuses.column.meaning")}</th>
            <th scope="col">{t("statuses.column.use")}</th>
            <th scope="col">
              <span className="handoff-unseen">{t("statuses.column.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(first, first + PAGE).map((line) => (
            <StatusTableRow key={line.name} line={line} {...row} />
          ))}
        </tbody>
      </table>
      {lines.length > PAGE ? <Turn first={first} count={lines.length} onTurn={setStart} /> : null}
    </>
  );
}

interface TurnProps {
  readonly first: number;
  readonly count: number;
  readonly onTurn: (first: number) => void;
}

function Turn({ first, count, onTurn }: TurnProps) {
  const { t } = useTranslation();
  const end = Math.min(first + PAGE, count);
  return (
    <Box padding="300">
      <InlineStack align="center">
        <Pagination
          label={t("statuses.page", { first: first + 1, last: end, count })}
          hasPrevious={first > 0}
          hasNext={end < count}
          onPrevious={() => {
            onTurn(Math.max(first - PAGE, 0));
          }}
          onNext={() => {
            onTurn(end);
          }}
        />
      </InlineStack>
    </Box>
  );
}
