// Dates, data, JSON and files: Foundation without ICU, which is 46 MB of a program that is linked
// statically, and most of its start. What needs the large part has no place in this package.
#if canImport(FoundationEssentials)
@_exported public import FoundationEssentials
#else
@_exported public import Foundation
#endif
