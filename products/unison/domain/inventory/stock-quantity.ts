const format = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });

/** A quantity of a material as people write it: `1,200` or `2.5`. */
export const formatQuantity = (quantity: number): string => format.format(quantity).replace(/^-/, "−");

/** A quantity with up to three decimals as a whole number of thousandths. Exact, because the column has three decimals. */
export const inThousandths = (quantity: number): number => Math.round(quantity * 1000);
