import { type LegacyDiscountInput, removeCustomerDiscount } from "../../billing/customers/customer-discount";
import { emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import type { Api } from "../../wire/api";
import { noSuch } from "../../wire/errors";
import { onlyExpand } from "../../wire/params";
import type { Shape } from "../../wire/shapes";

const clearable: Shape = { kind: "union", of: [{ kind: "literal", value: "" }, { kind: "string" }] };

export const legacyDiscountParams: Record<keyof LegacyDiscountInput, Shape> = {
  coupon: clearable,
  promotion_code: clearable,
};

export function customerDiscountRoutes(api: Api): void {
  api.delete("/v1/customers/:id/discount", onlyExpand, (world, _, id) => {
    const customer = fetchCustomer(world, id);
    const { discount } = customer;
    if (!discount) throw noSuch("discount", id);
    const after = removeCustomerDiscount(world, customer);
    emitChange(world, "customer.updated", customer, after);
    return { ...discount, deleted: true };
  });
}
