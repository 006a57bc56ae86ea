/** The types of tax IDs that can be entered here, as Stripe names them. Others can be added in Stripe, and are shown as well. */
export const taxIdTypes = {
  us_ein: "US EIN",
  ca_bn: "Canadian BN",
  ca_gst_hst: "Canadian GST/HST",
  mx_rfc: "Mexican RFC",
  eu_vat: "EU VAT",
  gb_vat: "UK VAT",
  ch_vat: "Swiss VAT",
  no_vat: "Norwegian VAT",
  au_abn: "Australian ABN",
  nz_gst: "New Zealand GST",
  in_gst: "Indian GST",
  jp_cn: "Japanese CN",
  sg_gst: "Singaporean GST",
  br_cnpj: "Brazilian CNPJ",
} as const;

export type TaxIdType = keyof typeof taxIdTypes;
export const taxIdTypeKeys = Object.keys(taxIdTypes) as [TaxIdType, ...TaxIdType[]];

/** "EU VAT", or Stripe's own name for a type that isn't listed here. */
export const taxIdName = (type: string): string =>
  Object.entries(taxIdTypes).find(([key]) => key === type)?.[1] ?? type.replaceAll("_", " ").toUpperCase();
