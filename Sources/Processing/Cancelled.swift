/// The run was told to stop; whoever told it knows why.
package struct Cancelled: Error, Equatable {
    package init() {}
}
