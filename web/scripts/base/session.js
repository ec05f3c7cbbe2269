const storageName = "ocr-invoice.key";

/** The key that the person signed in with. It is kept for this tab alone and is gone with it. */
export const session = {
    get key() { return sessionStorage.getItem(storageName); },
    begin(key) { sessionStorage.setItem(storageName, key); },
    end() { sessionStorage.removeItem(storageName); },
};
