/// What one stream of libgit2 stands on.
final class SmartStream {
  let connection: any SmartConnection
  let owner: SmartSubtransport

  init(connection: any SmartConnection, owner: SmartSubtransport) {
    self.connection = connection
    self.owner = owner
  }
}
