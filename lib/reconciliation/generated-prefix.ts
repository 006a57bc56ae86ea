/**
 * How the IDs begin that generated history (`npm run db:seed -- --organizations`) gives its customers: they exist in the
 * database alone. An ID of Stripe's has no second underscore, so none of its customers looks like one.
 */
export const generatedCustomerPrefix = "cus_generated_";
