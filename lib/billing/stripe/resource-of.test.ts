import { expect, it } from "vitest";
import { resourceOf } from "./resource-of";

it.each([
  ["/v1/customers", "customers"],
  ["/v1/customers/cus_Ab1/tax_ids?limit=100", "customers"],
  ["/v1/subscriptions/sub_1", "subscriptions"],
  ["/v1/checkout/sessions/cs_test_1/expire", "checkout/sessions"],
  ["/v1/billing/meter_events", "billing/meter_events"],
  ["/v1/invoices/create_preview", "invoices"],
  ["/v1/prices?lookup_keys[0]=unison_starter_month_usd_v1", "prices"],
  ["/", "other"],
  ["/v1/CUS-7/x", "other"],
])("of %s is %s", (path, resource) => expect(resourceOf(path)).toBe(resource));
