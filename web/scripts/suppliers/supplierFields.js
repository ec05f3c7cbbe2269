import { text } from "../base/texts.js";
import { proofList } from "./proofList.js";

const proofs = (path, label) => ({ path, kind: "own", label, make: value => proofList(text(label), value ?? []) });

/** The fields of a supplier's form. */
export const supplierFields = () => [
    { path: "name", kind: "text", label: "suppliers.name", required: true },
    { path: "tradingNames", kind: "words", label: "suppliers.tradingNames", hint: "form.commas" },
    { path: "externalId", kind: "text", label: "suppliers.externalId" },
    proofs("taxIds", "suppliers.taxIds"), proofs("registrationNumbers", "suppliers.registrationNumbers"), proofs("ibans", "suppliers.ibans"),
    proofs("domains", "suppliers.domains"),
    { path: "defaults.currency", kind: "text", label: "suppliers.currency" },
    { path: "defaults.dueDays", kind: "whole", label: "suppliers.dueDays" },
];
