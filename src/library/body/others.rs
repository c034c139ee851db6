//! What a post of Jekyll's shows of the other posts of its site. Tests alone: the values are made in `site/others` and run in
//! `template/liquid`.

use super::super::fixture::{shown, words};
use crate::system::memory::MemorySystem;

/// The words of a post dated 2020-01-03, between one of 2020-01-01 and one of 2020-01-04.
fn text(post: &str) -> String {
    let files = [
        (
            "_config.yml",
            "url: https://a.example\nbaseurl: /b\npermalink: /:title/\ncollections: {recipes: {output: true}, team: {output: false}}\n",
        ),
        ("_posts/2020-01-01-one.md", "---\ntitle: One\nseries: s\npart: 2\ntags: [x]\ncategories: c\n---\nx\n"),
        ("_posts/2020-01-03-page.md", post),
        ("_posts/2020-01-04-two.md", "---\ntitle: Two\nseries: s\npart: 1\ntags: [x, y]\n---\nx\n"),
        ("_posts/2020-01-05-hidden.md", "---\ntitle: Hidden\nseries: s\npublished: false\n---\nx\n"),
        ("_drafts/draft.md", "---\ntitle: Draft\nseries: s\n---\nx\n"),
        ("_recipes/soup.md", "---\norder: 2\n---\nx\n"),
        ("_recipes/deep/big-pie.md", "---\norder: 1\n---\nx\n"),
        ("_recipes/2019-02-03-cake.md", "---\ndate: 2019-02-03\ntitle: Cakes\n---\nx\n"),
        ("_recipes/as-it-is.txt", "x\n"),
        ("_team/ann.md", "---\nname: Ann\nrole: dev\n---\nx\n"),
        ("docs/guide.html", "---\ntitle: Guide\nnav: 2\npermalink: /g/\n---\nx\n"),
        ("img/album/one.png", "x"),
        ("img/two.png", "x"),
        ("about.md", "---\ntitle: About\nnav: 1\n---\nx\n"),
        (
            "_includes/series.html",
            "{% assign n = '0' %}{% for post in site.posts reversed %}{% if post.series == page.series %}\
            {% capture n %}{{ n | plus: '1' }}{% endcapture %}{{ n }}: \
            {% if post.url == page.url %}this{% else %}<a href=\"{{ post.url | relative_url }}\">{{ post.title }}</a>{% endif %}; \
            {% endif %}{% endfor %}",
        ),
    ];
    let mut system = MemorySystem::with_files(files);
    system.now = 1_700_000_000;
    let document = shown(&system, "_posts/2020-01-03-page.md");
    let links = document.links.iter().map(|link| link.href.to_string());
    let shown = document.text.split_whitespace().map(str::to_owned).chain(links);
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_post_shows_the_other_posts_of_its_series() {
    for (body, want) in [
        ("{% include series.html %}", "1: One; 2: this; 3: Two; /b/one/ /b/two/"),
        (
            "{% assign s = site.posts | where: 'series', page.series | sort: 'part' %}{% for p in s %}{{ p.title }} {% endfor %}",
            "Two One Page",
        ),
        ("{% for p in site.tags.x %}{{ p.title }} {% endfor %}{{ site.tags['y'] | size }}", "Two One 1"),
        ("{% for t in site.tags %}{{ t[0] }}{{ t[1].size }} {% endfor %}", "x2 y1"),
        ("{% for p in site.categories.c %}{{ p.title }} {% endfor %}", "One"),
        ("[{{ page.previous.title }}]({{ page.previous.url }}) {{ page.next.title }}", "One Two /one/"),
        ("{% for p in site.related_posts %}{{ p.title }} {% endfor %}", "Two One"),
        ("{% for p in site.posts %}{% if p == page %}this{% else %}other{% endif %} {% endfor %}", "other this other"),
        (
            "{% assign g = site.posts | group_by_exp: 'p', \"p.date | date: '%d'\" %}{% for d in g %}{{ d.name }} {{ d.items[0].title }} {% endfor %}",
            "04 Two 03 Page 01 One",
        ),
        ("{{ site.posts.size }} {{ site.posts.first.title }} {{ site.posts[2].tags | join: '/' }}", "3 Two x"),
        (
            "{% for r in site.recipes %}{{ r.title }} {{ r.url }} {{ r.collection }}; {% endfor %}",
            "Cakes /recipes/2019-02-03-cake/ recipes; Big Pie /recipes/deep/big-pie/ recipes; Soup /recipes/soup/ recipes;",
        ),
        ("{% assign r = site.recipes | sort: 'order' %}{{ r.last.slug }} {{ site.recipes.size }}", "soup 3"),
        (
            "{% for f in site.static_files %}{% if f.path contains '/album/' %}{{ f.path }} {{ f.basename }}{{ f.extname }}{% endif %}{% endfor %}",
            "/img/album/one.png one.png",
        ),
        ("{% assign t = site.team | where: 'role', 'dev' | first %}{{ t.name }}{{ t.url }}{{ t.content }}", "Ann"),
        (
            "{% assign p = site.pages | where_exp: 'p', 'p.nav' | sort: 'nav' %}{% for p in p %}{{ p.title }} {{ p.path }} {{ p.url }} {% endfor %}",
            "About about.md /about/ Guide docs/guide.html /g/",
        ),
        ("{{ site.posts.last.date | date: '%d.%m.%Y' }}{{ site.posts.last.content }}", "01.01.2020"),
    ] {
        let post = format!("---\ntitle: Page\nseries: s\npart: 3\n---\n{body}\n");
        assert_eq!(text(&post), want, "{body}");
    }
}

#[test]
fn of_a_blog_with_very_many_posts_a_post_knows_itself() {
    let post = "---\n---\n{% for p in site.posts %}[{{ p.title }}]{% endfor %} {{ page.next.title }}words\n";
    let files: Vec<(String, &str)> = (0..4_097).map(|at| (format!("_posts/2020-01-01-p{at}.md"), post)).collect();
    let files = files.iter().map(|(path, text)| (path.as_str(), *text));
    let mut system = MemorySystem::with_files(files.chain([("_config.yml", "title: t")]));
    system.now = 1_700_000_000;
    assert_eq!(words(&shown(&system, "_posts/2020-01-01-p0.md")), "[] words");
}
