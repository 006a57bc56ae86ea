import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { activityKinds } from "@/lib/admin/activity/activity";
import { ranges } from "@/lib/metrics/page/types";
import { filterParams } from "../analytics/filter-params";
import { defaultRange } from "../analytics/paths";

/** The state of `/admin` in its URL. */
export const loadOverviewParams = createLoader({
  range: parseAsStringLiteral(ranges).withDefault(defaultRange),
  ...filterParams,
  activity: parseAsStringLiteral(activityKinds),
});
