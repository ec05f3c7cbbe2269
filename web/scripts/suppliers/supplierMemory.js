import { act } from "../base/changes.js";
import { DataTable } from "../base/dataTable.js";
import { element } from "../base/dom.js";
import { sureButton } from "../base/form.js";
import { notify } from "../base/notices.js";
import { text } from "../base/texts.js";
import { sections } from "../invoice/fields.js";
import { fieldLabel } from "../review/fieldInput.js";

const columns = ["suppliers.field", "suppliers.rules", "suppliers.rightOf"];

/**
 * What was learnt from a supplier's confirmed documents, field by field, and the way to forget it.
 * @param {{_id: string, memory: {documents: number, fields: Object}}} supplier As the API gives one of them; lists lack its memory.
 * @param {() => Promise<void>} changed Is called once it is forgotten.
 */
export function supplierMemory({ _id, memory }, changed) {
    const title = text("suppliers.memory");
    const table = new DataTable(title, columns, text("suppliers.nothingLearnt"));
    const fields = Object.entries(memory.fields).map(([name, field]) => ({ _id: name, ...field }));
    table.update(fields, ({ _id: name, rules, rightOf }) => [fullLabel(name), rules.toLocaleString(), rightOf ?? ""]);
    const forget = async () => {
        if (!await act(`ocr-invoice-supplier/${_id}/memory`, { method: "DELETE" })) return;
        notify(text("suppliers.forgotten"));
        await changed();
    };
    return element("section", { class: "card memory", "aria-label": title }, element("h2", {}, title),
        element("p", { class: "hint" }, text("suppliers.learntFrom", { count: memory.documents })), table.element,
        memory.documents > 0 && element("p", { class: "buttons" }, sureButton(text("suppliers.forget"), forget)));
}

/** A field's name with that of its section, as a supplier and a customer both have a name. */
function fullLabel(name) {
    const section = sections.find(({ fields }) => fields.some(([field]) => field === name));
    return section ? `${text(`section.${section.name}`)}: ${fieldLabel(name)}` : fieldLabel(name);
}
