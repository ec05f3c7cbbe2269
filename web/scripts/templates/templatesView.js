import { element } from "../base/dom.js";
import { moment, percent } from "../base/formats.js";
import { listPage } from "../base/listPage.js";
import { text, textIfAny } from "../base/texts.js";

const columns = ["templates.name", "templates.kind", "templates.use", "templates.rules", "templates.accuracy", "templates.changed"];

/** The list of templates. */
export function templatesView(parameters) {
    return listPage({
        title: text("templates.title"), path: "ocr-invoice-job-template", columns, none: text("templates.none"), address: "#/templates",
        page: Math.max(1, Number(parameters.get("page")) || 1),
        above: [element("p", {}, text("templates.explanation"), " ", element("a", { href: "#/template/new" }, text("templates.new")))],
        cells: template => [
            element("a", { href: `#/template/${template._id}` }, template.name),
            textIfAny(`documentType.${template.documentType}`) ?? template.documentType,
            text(template.isDefault ? "templates.default" : template.isActive ? "templates.active" : "templates.inactive"),
            String(template.extractionRules.fields.length), percent(template.accuracy?.averageAccuracy), moment(template.updatedAt),
        ],
    });
}
