/// Whose keys, jobs and documents these are. (Only a name for ids.)
package enum Account {
    package typealias ID = Invoices.ID<Account>
}
