import type { IndexFiltersProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SavedView } from "../../domain/saved-view.ts";

/** The kept views of a list, and which of them is open. */
export interface ListViews {
  readonly saved: readonly SavedView[];
  /** Null for the whole list. */
  readonly openId: string | null;
  /** The filters of now, as the list's address writes them. */
  readonly search: string;
  readonly onOpen: (view: SavedView | null) => void;
  /** Each answers whether it was done; where it was not, the reason was shown. */
  readonly onCreate: (name: string) => Promise<boolean>;
  readonly onRename: (id: string, name: string) => Promise<boolean>;
  readonly onSave: (id: string) => Promise<boolean>;
  readonly onDelete: (id: string) => Promise<boolean>;
}

type TabsOfViews = Pick<
  IndexFiltersProps,
  | "tabs"
  | "selected"
  | "onSelect"
  | "canCreateNewView"
  | "onCreateNewView"
  | "primaryAction"
  | "cancelAction"
>;

/** The tabs above a list: everything, then each view with what can be done to it. */
export function useViewTabs(views: ListViews): TabsOfViews {
  const { t } = useTranslation();
  const { saved, openId, search, onOpen, onCreate, onSave } = views;
  const open = saved.find(({ id }) => id === openId) ?? null;
  const isChanged = search !== (open?.search ?? "");
  const all = { id: "all", content: t("views.all"), isLocked: true, actions: [] };
  return {
    tabs: [all, ...saved.map((view) => viewTab(view, views))],
    selected: open === null ? 0 : saved.indexOf(open) + 1,
    onSelect: (position) => {
      onOpen(position === 0 ? null : (saved[position - 1] ?? null));
    },
    canCreateNewView: true,
    onCreateNewView: onCreate,
    primaryAction:
      open === null
        ? { type: "save-as", onAction: onCreate, disabled: !isChanged }
        : { type: "save", onAction: () => onSave(open.id), disabled: !isChanged },
    cancelAction: {
      onAction: () => {
        if (isChanged) onOpen(open);
      },
    },
  };
}

function viewTab(view: SavedView, { onRename, onDelete }: ListViews): TabsOfViews["tabs"][number] {
  return {
    id: view.id,
    content: view.name,
    actions: [
      { type: "rename", onPrimaryAction: (name) => onRename(view.id, name) },
      { type: "delete", onPrimaryAction: () => onDelete(view.id) },
    ],
  };
}
