internal import Curl

extension HTTPConfiguration {
  /// Returns a request to an address with all that holds for it; without a body or a password.
  func request(to address: HTTPAddress) -> CurlRequest {
    var request = CurlRequest(address: address.text)
    request.headers = extraHeaders
    request.userAgent = userAgent
    request.version = version
    request.tls = tls
    request.proxy = proxy
    request.cookieFile = cookieFile
    request.lowSpeed = lowSpeed
    return request
  }
}
