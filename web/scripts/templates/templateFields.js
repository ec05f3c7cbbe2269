import { options } from "../base/form.js";
import { textIfAny } from "../base/texts.js";

const documentTypes = ["invoice", "receipt", "bill", "statement", "other"];

/** The fields of a template's form; its rules have a table of their own. */
export const templateFields = () => [
    { path: "name", kind: "text", label: "templates.name", required: true },
    { path: "description", kind: "long", label: "form.description" },
    { path: "documentType", kind: "choice", label: "templates.kind", options: options(documentTypes, name => textIfAny(`documentType.${name}`)) },
    { path: "languages", kind: "words", label: "templates.languages", hint: "templates.languagesHint" },
    { path: "isActive", kind: "flag", label: "templates.active" },
    { path: "isDefault", kind: "flag", label: "templates.default" },
    { path: "postprocessingSettings.confidenceThreshold", kind: "share", label: "templates.threshold" },
];

/** The types of a rule's value, with their labels. */
export const ruleTypes = () => options(["text", "number", "amount", "date", "currency", "boolean"], name => textIfAny(`ruleType.${name}`));

/** Which of several matches counts, with their labels. */
export const occurrences = () => options(["first", "last", "least", "greatest", "sum"], name => textIfAny(`occurrence.${name}`));
