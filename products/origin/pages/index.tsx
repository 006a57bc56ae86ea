import { ChartColumn } from "lucide-react";
import type { ProductPages } from "@/components/products/types";
import { EmptyState } from "@/components/ui/empty-state";
import { navigation } from "../navigation";
import { FirstStep } from "./first-step";

export const pages: ProductPages = {
  navigation,
  dashboard: async () => ({
    main: (
      <EmptyState icon={ChartColumn} title="No data yet" description="Import a CSV file or send events with the API." />
    ),
  }),
  firstStep: {
    title: "Invite your team",
    description: "You can always do this later.",
    Form: FirstStep,
  },
  describe: () => undefined,
};
