import { element } from "../base/dom.js";
import { moment } from "../base/formats.js";
import { listPage } from "../base/listPage.js";
import { text } from "../base/texts.js";

const columns = ["suppliers.name", "suppliers.state", "suppliers.proofs", "suppliers.externalId", "form.created"];

/** The list of suppliers: those that people confirmed, and those that reading proposes. */
export function suppliersView(parameters) {
    return listPage({
        title: text("suppliers.title"), path: "ocr-invoice-supplier", columns, none: text("suppliers.none"), address: "#/suppliers",
        page: Math.max(1, Number(parameters.get("page")) || 1),
        above: [element("p", {}, text("suppliers.explanation"), " ", element("a", { href: "#/supplier/new" }, text("suppliers.new")))],
        cells: supplier => [
            element("a", { href: `#/supplier/${supplier._id}` }, supplier.name), stateOf(supplier),
            [...supplier.taxIds, ...supplier.registrationNumbers, ...supplier.ibans, ...supplier.domains].map(({ value }) => value).slice(0, 3).join(", "),
            supplier.externalId ?? "", moment(supplier.createdAt),
        ],
    });
}

/** What is known of a supplier, in words. */
export function stateOf(supplier) {
    if (supplier.mergedInto) return text("suppliers.merged");
    return text(supplier.isConfirmed ? "suppliers.confirmed" : "suppliers.proposed");
}
