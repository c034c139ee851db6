//! Rules of Eleventy.

use super::super::Site;
use crate::system::memory::MemorySystem;

#[test]
fn folder_data_tags_and_addresses() {
    let files = [
        ("eleventy.config.js", "module.exports = { dir: { input: \"src\" } }"),
        ("src/_data/site.json", "{\"title\": \"Mine\", \"url\": \"https://a.b\"}"),
        ("src/posts/posts.json", "{\"tags\": [\"posts\", \"extra\"], \"permalink\": \"/w/{{ page.fileSlug }}/\"}"),
        ("src/posts/2020-01-02-one.md", "---\ntitle: One\ntags: [cat]\n---\n"),
        ("src/posts/2020-02-03-bare.md", "No head at all.\n"),
        ("src/posts/own.md", "---\ndate: 2020-01-01\ntags: mine\n---\n"),
        ("src/posts/own.11tydata.json", "{\"title\": \"Told\", \"tags\": [\"told\"]}"),
        ("src/notes/two.md", "---\ntitle: Two\ndate: 2020-01-03\n---\n"),
        ("src/log/log.11tydata.js", "export default { tags: 'log', permalink: ({page}) => `/l/${page.fileSlug}/` }"),
        ("src/log/2020-04-05-three.md", "Body.\n"),
        ("src/blog/2020-05-06-four.md", "---\ntitle: Four\n---\n"),
        ("src/blog/2020-05-07/2020-05-08-five.md", "---\ntitle: Five\n---\n"),
        (
            "src/blog/six.md",
            "---\ndate: 2020-01-03\npermalink: \"/{{ page.date | date: '%Y/%m' }}/{{ kind | slugify }}/index.html\"\nkind: A b\n---\n",
        ),
        ("src/about.md", "---\ntitle: About\n---\n"),
    ];
    let system = MemorySystem::with_files(files);
    let site = Site::open(&system, "".as_ref()).unwrap();
    let read = |path: &str| site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 0);
    let one = read("src/posts/2020-01-02-one.md").unwrap();
    assert_eq!(one.url.as_deref(), Some("https://a.b/w/one/"));
    assert_eq!(one.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["cat", "extra"]);
    assert_eq!(read("src/notes/two.md").unwrap().url.as_deref(), Some("https://a.b/notes/two/"));
    let address = |path: &str| read(path).unwrap().url.unwrap().as_str().replace("https://a.b", "");
    assert_eq!(address("src/posts/2020-02-03-bare.md"), "/w/bare/");
    assert_eq!(address("src/log/2020-04-05-three.md"), "/l/three/");
    assert_eq!(address("src/blog/2020-05-06-four.md"), "/blog/2020-05-06-four/", "the date is part of it");
    assert_eq!(address("src/blog/six.md"), "/2020/01/a-b/");
    assert_eq!(read("src/blog/2020-05-07/2020-05-08-five.md").unwrap().date.unwrap().civil.day(), 7);
    let own = read("src/posts/own.md").unwrap();
    assert_eq!((own.title.as_str(), own.tags.len()), ("Told", 3));
    assert!(read("src/about.md").is_none());
    assert_eq!(site.title.as_str(), "Mine");
}
